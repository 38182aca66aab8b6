import { FORM_TEXT } from '@hoshu/contract-text';
import { zipOf } from './archive.js';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A Word file with a paragraph for each line. */
export function docxOf(text: string): Buffer {
  const paragraphs = text.split('\n').map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`).join('');
  return zipOf([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>') },
    { name: 'word/document.xml', bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`) },
  ]);
}

/** The beginning of what Word writes for a document with a password: a compound file that holds the package. */
export const passwordDocx = (): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)]);

/** The form as a vendor filled it in by hand. */
export function filledForm({ fee, days18 }: { readonly fee: string; readonly days18: number }): string {
  const sites = ['公式サイト', 'https://midori.example/', 'さくらのレンタルサーバ', 'WordPress 6'];
  const party = (name: string, address: string, person: string) => `住所：${address}\n\n会社名：${name}\n\n代表者：${person}\n`;
  let site = 0;
  return FORM_TEXT.replace('株式会社●●（以下「甲」', '医療法人社団みどり会（以下「甲」').replace('株式会社●●（以下「乙」', '株式会社あおば制作（以下「乙」').replace(/^(\d\. (?:サイト名称|URL|管理対象サーバー|CMS)：)●●/gm, (_, label: string) => label + sites[site++])
    .replace('月額●円', `月額${fee}円`).replace('毎月●日', '毎月末日').replace('対して30日前', `対して${days18}日前`).replace('令和●年●月●日', '令和8年4月1日')
    .replace(/【甲】[\s\S]*$/, `【甲】\n${party('医療法人社団みどり会', '東京都港区1-1-1', '理事長　緑川 一郎')}\n【乙】\n${party('株式会社あおば制作', '東京都千代田区丸の内1-1-1', '代表取締役　佐藤 美咲')}\n`);
}
