import type { Explanation as Answered } from '@hoshu/api-schema';
import type { Explanation } from '@hoshu/domain';

/** An explanation as the wire carries it. */
export const answerable = (value: Explanation<unknown>): Answered => ({ ...value, steps: value.steps.map((entry) => ({ ...entry })) });
