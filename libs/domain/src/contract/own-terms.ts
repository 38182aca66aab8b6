/** A 特約 in the vendor's own words; `{{name}}` in the text stands for the value of that variable. */
export interface OwnTerm {
  readonly title: string;
  readonly text: string;
  readonly variables: readonly { readonly name: string; /** What to fill in, in plain words. */ readonly hint: string; readonly example: string; /** Empty: still a blank. */ readonly value: string }[];
}

const VARIABLE = /\{\{([^{}]*)\}\}/g;

/** Names of the variables in a text, each once, in their order. */
export const variablesIn = (text: string): string[] => [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => (name ?? '').trim()))];

/** One mistake in the variables of an own term: used and not defined (`at` the text), defined and not used, or defined twice. */
export interface VariableFault { readonly at: 'text' | number; readonly code: 'variable_unknown' | 'variable_unused' | 'variable_twice'; readonly name: string }

/** Every mistake, those of the text first. */
export function variableFaults({ text, variables }: Pick<OwnTerm, 'text' | 'variables'>): VariableFault[] {
  const used = variablesIn(text);
  const names = variables.map(({ name }) => name);
  const unknown = used.filter((name) => !names.includes(name)).map((name): VariableFault => ({ at: 'text', code: 'variable_unknown', name }));
  const defined = names.flatMap((name, at): VariableFault[] => {
    if (names.indexOf(name) < at) return [{ at, code: 'variable_twice', name }];
    return used.includes(name) ? [] : [{ at, code: 'variable_unused', name }];
  });
  return [...unknown, ...defined];
}

/** The text with its values; a variable without one shows `open`. */
export const ownTermText = ({ text, variables }: Pick<OwnTerm, 'text' | 'variables'>, open: string): string =>
  text.replace(VARIABLE, (_, name: string) => variables.find((variable) => variable.name === name.trim())?.value || open);
