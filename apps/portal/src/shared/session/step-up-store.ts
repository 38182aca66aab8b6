type Answer = (confirmed: boolean) => void;

let waiting: Answer[] = [];
const listeners = new Set<() => void>();
const announce = () => listeners.forEach((listener) => listener());

/** Asks the person to confirm who they are; resolves true once they did, false when they gave up. */
export const requestStepUp = (): Promise<boolean> => new Promise((resolve) => {
  waiting = [...waiting, resolve];
  announce();
});

/** Closes the question for everyone who waits for it. */
export function answerStepUp(confirmed: boolean): void {
  const answers = waiting;
  waiting = [];
  announce();
  answers.forEach((answer) => answer(confirmed));
}

export const stepUpStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  },
  isOpen: () => waiting.length > 0,
};
