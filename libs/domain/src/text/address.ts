import { COURT_OF_PREFECTURE, HOKKAIDO_MUNICIPALITIES } from '../court/court-table.js';

/** A Japanese address taken apart. `city` is the municipality without 郡 (a designated city without its ward). */
export interface SplitAddress {
  readonly prefecture: string | null;
  readonly city: string | null;
  readonly rest: string;
}

const HOKKAIDO = '北海道';
const PREFECTURES = [HOKKAIDO, ...Object.keys(COURT_OF_PREFECTURE)];
const HOKKAIDO_NAMES = Object.values(HOKKAIDO_MUNICIPALITIES).flatMap((municipalities) => Object.keys(municipalities)).sort((a, b) => b.length - a.length);

/** Names that contain 市, 町, 村 or 郡 before their end, so that the shortest match would cut them. */
const AWKWARD_NAMES = [
  '四日市市', '廿日市市', '野々市市', '大町市', '十日町市', '東村山市', '武蔵村山市', '羽村市', '田村市', '大村市', '大和郡山市', '蒲郡市', '小郡市',
  '玉村町', '大町町', '上市町', '下市町',
];
const COUNTY = /^(?:余市|高市|[東西北]村山|[^市区町村郡]{1,4})郡/u;

function municipalityOf(prefecture: string, text: string): string | null {
  if (prefecture === HOKKAIDO) {
    const inHokkaido = text.replace(/^[^郡]{1,4}郡/u, '');
    return HOKKAIDO_NAMES.find((name) => inHokkaido.startsWith(name)) ?? null;
  }
  const afterCounty = text.replace(COUNTY, '');
  const awkward = AWKWARD_NAMES.find((name) => text.startsWith(name) || afterCounty.startsWith(name));
  return awkward ?? /^[^\d０-９]{1,6}?[市区町村]/u.exec(afterCounty)?.[0] ?? null;
}

/** Takes an address apart as far as the court's table needs it; null for what cannot be told. 第22条. */
export function splitAddress({ address }: { readonly address: string }): SplitAddress {
  const text = address.normalize('NFKC').replace(/^〒?\s*\d{3}-?\d{4}/u, '').replace(/\s+/gu, '');
  const prefecture = PREFECTURES.find((name) => text.startsWith(name)) ?? null;
  if (prefecture === null) return { prefecture: null, city: null, rest: text };
  const afterPrefecture = text.slice(prefecture.length);
  const city = municipalityOf(prefecture, afterPrefecture);
  if (city === null) return { prefecture, city: null, rest: afterPrefecture };
  return { prefecture, city, rest: afterPrefecture.slice(afterPrefecture.indexOf(city) + city.length) };
}
