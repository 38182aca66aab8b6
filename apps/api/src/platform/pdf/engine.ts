import type { Content, CustomTableLayout, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';
import { withFallback } from './fallback.js';
import { fontBytes, type FontFamily } from './fonts.js';
import { TABLE_LAYOUTS } from './layout.js';

/** What a document template hands to the engine. */
export interface PdfDocument {
  title: string;
  /** Company that issues the document. */
  author: string;
  /** Stands in the file as its creation time, so that the same input gives the same bytes. */
  createdAt: Date;
  family: FontFamily;
  fontSize: number;
  lineHeight: number;
  /** Left, top, right, bottom in points. */
  margins: [number, number, number, number];
  content: Content[];
  header?: (page: number, pages: number) => Content;
  footer?: (page: number, pages: number) => Content;
  background?: (page: number) => Content;
}

const FAMILIES: readonly FontFamily[] = ['gothic', 'mincho', 'fallback'];

/** The engine's files in memory; its type declarations leave it out. */
interface WithMemoryFiles {
  virtualfs: { writeFileSync(name: string, bytes: Buffer): void };
}

type Engine = typeof import('pdfmake');
let prepared: Promise<Engine> | undefined;

/** The engine with its fonts, loaded at its first use: a process that draws nothing stays small. */
const engine = (): Promise<Engine> => (prepared ??= prepare());

async function prepare(): Promise<Engine> {
  const { default: pdfmake } = await import('pdfmake');
  const { virtualfs } = pdfmake as unknown as WithMemoryFiles;
  const families = FAMILIES.map((family) => {
    const [normal, bold] = [`${family}.ttf`, `${family}-bold.ttf`];
    virtualfs.writeFileSync(normal, fontBytes(family, false));
    virtualfs.writeFileSync(bold, fontBytes(family, true));
    return [family, { normal, bold, italics: normal, bolditalics: bold }];
  });
  pdfmake.setFonts(Object.fromEntries(families) as TFontDictionary);
  pdfmake.setTableLayouts(TABLE_LAYOUTS as Record<string, CustomTableLayout>);
  // A document fetches nothing and reads no file: fonts and pictures are in memory.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake;
}

/**
 * Draws an A4 document.
 * @returns the bytes of the PDF; the same input gives the same bytes
 */
export async function renderPdf(document: PdfDocument): Promise<Uint8Array> {
  const pdfmake = await engine();
  const { header, footer, background } = document;
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: document.margins,
    language: 'ja-JP',
    version: '1.7',
    info: {
      title: document.title, author: document.author, creator: 'Hoshu', producer: 'Hoshu',
      creationDate: document.createdAt, modDate: document.createdAt,
    },
    displayTitle: true,
    defaultStyle: { font: document.family, fontSize: document.fontSize, lineHeight: document.lineHeight },
    content: withFallback(document.content) as Content,
    ...(header ? { header: (page: number, pages: number) => withFallback(header(page, pages)) as Content } : {}),
    ...(footer ? { footer: (page: number, pages: number) => withFallback(footer(page, pages)) as Content } : {}),
    ...(background ? { background: (page: number) => withFallback(background(page)) as Content } : {}),
  };
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}
