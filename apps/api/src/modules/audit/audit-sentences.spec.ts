import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasSentence, sentenceOf } from './sentences.js';

const source = path.resolve(__dirname, '../..');
const typeForm = /'([a-z]+\.[a-z]+(?:-[a-z]+)*)'/g;

interface Written { readonly types: string[]; readonly unread: string[] }

/** The value of the first `type` after a call, up to the next key; empty for the shorthand `{ type, … }`. */
const typeValue = (call: string): string => /\btype(?::([\s\S]*?))?(?:,\s*\w+\s*[:,}.]|\s*\})/.exec(call)?.[1] ?? '';

/** Literals given to a helper of the same file that hands its type on (`type: string` among its parameters). */
const handedOn = (text: string): string[] => [...text.matchAll(/(?:this\.record\([^;]*?|type: )'([a-z]+\.[a-z-]+)'/g)].map((match) => match[1] ?? '');

/** Every audit type that a file writes; `unread`: events whose type could not be found. */
function writtenIn(file: string): Written {
  const text = readFileSync(file, 'utf8');
  const types: string[] = [];
  const unread: string[] = [];
  for (const match of text.matchAll(/(?:tx\.audit|auditPerson|auditMember)\(/g)) {
    const call = text.slice(match.index, match.index + 500);
    const literals = [...typeValue(call).matchAll(typeForm)].map((found) => found[1] ?? '');
    const found = literals.length > 0 ? literals : handedOn(text);
    if (found.length === 0) unread.push(`${path.relative(source, file)}: ${call.slice(0, 60)}`);
    types.push(...found);
  }
  return { types, unread };
}

const files = readdirSync(path.join(source, 'modules'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => path.join(source, 'modules', name));
const written = files.filter((file) => !file.endsWith('identity-audit.ts')).map(writtenIn);
const types = [...new Set(written.flatMap((entry) => entry.types))].sort();

describe('監査の文', () => {
  it('書かれるすべての種類を、コードから読み取れる', () => {
    expect(written.flatMap((entry) => entry.unread)).toEqual([]);
    expect(types.length).toBeGreaterThan(90);
    // One of each way to write an event: plain, conditional, through a helper, by the sign-in.
    expect(types).toEqual(expect.arrayContaining(['report.sent', 'monitor.came-up', 'support.took-over', 'signing.evidence-uploaded', 'member.joined', 'identity.signed-in']));
  });

  it('どの種類にも、日本語と英語の文がある', () => {
    expect(types.filter((type) => !hasSentence(type))).toEqual([]);
    for (const type of types) {
      const sentence = sentenceOf(type, {});
      expect([type, /[ぁ-ん]/.test(sentence.ja) && sentence.ja.endsWith('。'), /^[\x20-\x7e“”]+\.$/.test(sentence.en)]).toEqual([type, true, true]);
    }
  });

  it('文のない種類は、種類の名前をそのまま示す', () => {
    expect(sentenceOf('unheard.of', {})).toEqual({ ja: 'unheard.of', en: 'unheard.of' });
  });
});
