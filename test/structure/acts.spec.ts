import ts from 'typescript';
import { codeFiles, isTest } from './support/repository.js';
import { lineOf, parse, walk } from './support/syntax.js';

const portal = () => codeFiles().filter((file) => file.startsWith('apps/portal/src/') && file.endsWith('.tsx') && !isTest(file)).map((file) => parse(file));

/** The names under which a file holds the `act` of a `useAct`. */
function actsOf(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name) || !node.initializer || !/^use\w*\(/.test(node.initializer.getText(source))) return;
    for (const { propertyName, name } of node.name.elements) if ((propertyName ?? name).getText(source) === 'act') names.add(name.getText(source));
  });
  return names;
}

/** Lines where a press begins an act whose refusal nobody would see: thrown away with `void`, or caught in a file that shows no `problem`. */
function unseen(source: ts.SourceFile): string[] {
  const acts = actsOf(source);
  const isAct = (node: ts.Node): boolean => ts.isCallExpression(node) && (acts.has(node.expression.getText(source)) || /\.act$/.test(node.expression.getText(source)));
  const showsProblem = /\bproblem\b/.test(source.getText());
  const found: string[] = [];
  walk(source, (node) => {
    if (!ts.isVoidExpression(node)) return;
    const { expression } = node;
    const isSwallowed = ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression) && expression.expression.name.text === 'catch' && isAct(expression.expression.expression);
    if (isAct(expression) || (isSwallowed && !showsProblem)) found.push(`${source.fileName}:${lineOf(source, node)}`);
  });
  return found;
}

it('断られた操作は、必ずどこかで本人に知らされる（useAct の problem か run）', () => {
  expect(portal().flatMap(unseen)).toEqual([]);
});

it('知らされない操作は見つかる', () => {
  const source = (text: string) => parse('example.tsx', text);
  expect(unseen(source('const { act } = useAct(route); const press = () => void act({});'))).toHaveLength(1);
  expect(unseen(source('const { act: send } = useAct(route); const press = () => void send({}).catch(() => undefined);'))).toHaveLength(1);
  expect(unseen(source('const leaving = useSignOut(); const press = () => void leaving.act({});'))).toHaveLength(1);
  expect(unseen(source('const { act, problem } = useAct(route); const press = () => void act({}).catch(() => undefined);'))).toEqual([]);
});
