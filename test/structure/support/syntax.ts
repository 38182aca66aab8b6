import ts from 'typescript';
import { read } from './repository.js';

export function parse(file: string, text = read(file)): ts.SourceFile {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, kind);
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

const line = (source: ts.SourceFile, position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
export const lineOf = (source: ts.SourceFile, node: ts.Node): number => line(source, node.getStart(source));

/** How many lines a node takes, its comments left out. */
export const linesOf = (source: ts.SourceFile, node: ts.Node): number => line(source, node.getEnd()) - lineOf(source, node) + 1;

// describe() and test.extend() are lists of cases, not functions that do something.
const listers = /^(describe|test\.describe)/;
export const isCaseList = (source: ts.SourceFile, node: ts.Node): boolean => ts.isCallExpression(node.parent) && listers.test(node.parent.expression.getText(source));

export const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/** A case of it.each(…)(…) or of fc.property(…): its parameters are the columns of the table. */
export const isTableRow = (source: ts.SourceFile, node: ts.Node): boolean => ts.isCallExpression(node.parent) && /\.each\b|^fc\.(asyncP|p)roperty$/.test(node.parent.expression.getText(source));

// Repositories take their one way to the database first.
const connections = /^(Tx|EntityManager|QueryRunner|pg\.Client|Db)$/;

/** Parameters of a function, a leading connection left out. */
export function countedParameters(node: ts.SignatureDeclaration): number {
  const parameters = node.parameters.filter((entry) => entry.name.getText() !== 'this');
  return parameters.length - (connections.test(parameters[0]?.type?.getText() ?? '') ? 1 : 0);
}

/** The text of every string of a file: literals and the fixed parts of templates. */
export function stringsOf(source: ts.SourceFile): { text: string; node: ts.Node }[] {
  const found: { text: string; node: ts.Node }[] = [];
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push({ text: node.text, node });
  });
  return found;
}
