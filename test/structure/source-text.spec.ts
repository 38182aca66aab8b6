import ts from 'typescript';
import { codeFiles, filesBelow, isTest, productFiles, read } from './support/repository.js';
import { countedParameters, isCaseList, isFunction, isTableRow, lineOf, linesOf, parse, walk } from './support/syntax.js';

const longestFile = { product: 300, test: 500 };
const longestFunction = 70;
const mostParameters = 3;
const texts = () => ['apps', 'libs', 'test', 'tools', 'docs', 'docker'].flatMap((folder) => filesBelow(folder, /\.(ts|tsx|mjs|cjs|css|html|md|sql|yml|json|Dockerfile)$/)).filter((file) => !file.includes('/generated/'));

// The words stand in two parts, or this file would find itself.
const unfinished = new RegExp(`\\b(TO${'DO'}|FIX${'ME'}|XX${'X'}|HA${'CK'})\\b`);
const unfair = new RegExp(`\\b(?:it|test|describe)(?:\\.(?:${['only', 'skip', 'todo', 'fixme'].join('|')}))\\b|\\b(?:x|f)(?:it|describe)\\(`);

const files = codeFiles();
const sources = files.map((file) => parse(file));
const findIn = (list: readonly ts.SourceFile[], isWrong: (node: ts.Node, source: ts.SourceFile) => boolean) => list.flatMap((source) => {
  const found: string[] = [];
  walk(source, (node) => { if (isWrong(node, source)) found.push(`${source.fileName}:${lineOf(source, node)}`); });
  return found;
});

describe('大きさ', () => {
  it('ファイルは300行まで（テストは500行まで）', () => {
    const long = files.map((file) => [file, read(file).trimEnd().split('\n').length] as const).filter(([file, lines]) => lines > (isTest(file) ? longestFile.test : longestFile.product));
    expect(long).toEqual([]);
  });

  it('関数は70行まで', () => {
    expect(findIn(sources, (node, source) => isFunction(node) && !isCaseList(source, node) && linesOf(source, node) > longestFunction)).toEqual([]);
  });

  it('引数は3つまで。先頭の接続（tx など）と、表（each、property）の列、注入を受ける constructor は数えない', () => {
    expect(findIn(sources, (node, source) => isFunction(node) && !ts.isConstructorDeclaration(node) && !isTableRow(source, node) && countedParameters(node) > mostParameters)).toEqual([]);
  });
});

describe('書いてはならないもの', () => {
  const typed = sources.filter((source) => /\.tsx?$/.test(source.fileName));

  it('any', () => expect(findIn(typed, (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]));

  it('console.log と debugger', () => {
    const product = new Set(productFiles());
    expect(findIn(sources, (node, source) => node.kind === ts.SyntaxKind.DebuggerStatement || (ts.isPropertyAccessExpression(node) && node.expression.getText(source) === 'console' && (node.name.text === 'log' || product.has(source.fileName))))).toEqual([]);
  });

  it('やり残しの印', () => expect(texts().filter((file) => unfinished.test(read(file)))).toEqual([]));

  it('飛ばしたテスト、絞ったテスト', () => expect(files.filter((file) => isTest(file) && unfair.test(read(file)))).toEqual([]));

  it('型検査や lint を黙らせる注釈', () => {
    const silenced = new RegExp(`@ts-(${['ignore', 'nocheck'].join('|')})|eslint-dis${'able'}`);
    expect(files.filter((file) => silenced.test(read(file)))).toEqual([]);
  });

  it('規則（libs/domain）の中の時計と乱数', () => {
    const domain = sources.filter((source) => source.fileName.startsWith('libs/domain/src/') && !isTest(source.fileName));
    expect(findIn(domain, (node, source) => (ts.isNewExpression(node) && node.expression.getText(source) === 'Date') || (ts.isCallExpression(node) && /^(Date\.now|Date|Math\.random|performance\.now)$/.test(node.expression.getText(source))))).toEqual([]);
  });
});

describe('検査そのものの検査', () => {
  const planted = (text: string) => parse('apps/planted.ts', text);

  it('長い関数、多い引数、any を見つける', () => {
    const source = planted(`export function long(a: any, b: number, c: number, d: number) {\n${'  void 0;\n'.repeat(80)}}`);
    expect(findIn([source], (node) => isFunction(node) && linesOf(source, node) > longestFunction)).toHaveLength(1);
    expect(findIn([source], (node) => isFunction(node) && node.parameters.length > mostParameters)).toHaveLength(1);
    expect(findIn([source], (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toHaveLength(1);
  });

  it('印と、飛ばしたテストを見つける', () => {
    expect(unfinished.test(`// TO${'DO'}: later`)).toBe(true);
    expect(unfair.test(`it.${'only'}('a', () => undefined)`)).toBe(true);
    expect(unfair.test(`x${'it'}('a', () => undefined)`)).toBe(true);
  });
});
