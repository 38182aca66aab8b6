/** One line of a computation, in both languages, with the dates and amounts of the case. */
export interface Step {
  readonly ja: string;
  readonly en: string;
}

/** Makes a step. */
export const step = (ja: string, en: string): Step => ({ ja, en });

/** How firmly a rule stands: high = text of law or official source; medium = practice or one of two readings; low = our own choice. */
export type Confidence = 'high' | 'medium' | 'low';
