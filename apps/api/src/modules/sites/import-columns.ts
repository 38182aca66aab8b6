/** The columns of a site import by the names people give them in the first line. */
const names = {
  client: ['取引先', '取引先名', '会社名', 'お客様', 'client', 'company'],
  siteName: ['サイト名', '名称', '名前', 'name', 'site', 'site name'],
  url: ['url', 'サイトurl', 'アドレス'],
  server: ['サーバー', 'サーバ', '管理対象サーバー', 'server'],
  cms: ['cms', '使用cms'],
  otherSystems: ['関連システム', 'その他のシステム', 'その他', 'other systems'],
  internalNote: ['メモ', '社内メモ', '備考', 'note'],
} as const;
export type ImportColumn = keyof typeof names;
export type ImportHeader = { readonly [C in ImportColumn]?: number };

/** How each column is called in messages. */
export const columnNames: Readonly<Record<ImportColumn, string>> = { client: '取引先', siteName: 'サイト名', url: 'URL', server: 'サーバー', cms: 'CMS', otherSystems: '関連システム', internalNote: 'メモ' };

const isColumn = (name: string): name is ImportColumn => Object.hasOwn(names, name);

/** Which column stands where, and the headings nobody knows. The first of two equal headings counts. */
export function readHeader(cells: readonly string[]): { readonly header: ImportHeader; readonly ignored: string[] } {
  const header: { [C in ImportColumn]?: number } = {};
  const ignored: string[] = [];
  cells.forEach((cell, index) => {
    const heading = cell.normalize('NFKC').toLowerCase().trim();
    const column = Object.keys(names).filter(isColumn).find((name) => (names[name] as readonly string[]).includes(heading));
    if (column && header[column] === undefined) header[column] = index;
    else if (cell) ignored.push(cell.slice(0, 60));
  });
  return { header, ignored: ignored.slice(0, 20) };
}
