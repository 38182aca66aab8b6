import ts from 'typescript';
import { testFiles } from './repository.js';
import { parse, walk } from './syntax.js';

const namers = /^(describe|it|test)\b/;

/** Names of the cases of one test file: describe, it, test, and their tables. */
function namesIn(file: string): string[] {
  const source = parse(file);
  const names: string[] = [];
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || !namers.test(node.expression.getText(source))) return;
    const [first] = node.arguments;
    if (first && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))) names.push(first.getText(source));
  });
  return names;
}

/** Names of all cases of the repository's tests, by file; the structure tests themselves prove nothing about the product. */
export const allTestNames = (): Map<string, string[]> => new Map(testFiles().filter((file) => !file.startsWith('test/structure/')).map((file) => [file, namesIn(file)]));
