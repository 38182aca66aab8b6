import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { z } from 'zod';
import { ApiProblem } from '../api/problem.js';
import { Form, showProblem, TextField, useSchemaForm, YenField } from '../form.js';
import { Kit } from '../Kit.js';
import { japaneseTexts } from '../testing/texts.js';
import { schemaResolver } from './schema-resolver.js';

const schema = z.strictObject({ name: z.string().min(1), kana: z.string().min(1), feeYen: z.int().min(1) });
const saved: unknown[] = [];

function Sample() {
  const form = useSchemaForm(schema, { name: '', kana: '' });
  const refuse = () => showProblem(form, new ApiProblem({ status: 422, code: 'duplicate', title: '', detail: '重複しています。', article: '第2条', requestId: '', errors: [{ path: 'body.name', message: '同じ名前があります。' }], data: {} }));
  return (
    <Form form={form} onSubmit={form.handleSubmit((values) => { saved.push(values); })}>
      <TextField name="name" label="会社名" /><TextField name="kana" kind="kana" label="会社名（カナ）" /><YenField name="feeYen" label="月額" />
      <button type="submit">保存</button><button type="button" onClick={refuse}>拒否</button>
    </Form>
  );
}

beforeAll(async () => {
  Object.defineProperty(window, 'matchMedia', { value: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined }) });
  await japaneseTexts('form');
});
beforeEach(() => {
  saved.length = 0;
  render(<I18nProvider i18n={i18n}><Kit><Sample /></Kit></I18nProvider>);
});

describe('空にした任意の項目', () => {
  const optional = z.strictObject({ name: z.string().min(1), lastOn: z.iso.date().optional(), person: z.strictObject({ email: z.email().nullable(), note: z.string() }) });
  const check = (values: unknown) => schemaResolver(optional)(values as never, undefined, { fields: {}, shouldUseNativeValidation: false });

  it('なくてよい項目は送らず、nullでよい項目はnullになり、空でよい項目は空のまま', async () => {
    const { values, errors } = await check({ name: 'みどり会', lastOn: '', person: { email: '', note: '' } });
    expect([errors, values]).toEqual([{}, { name: 'みどり会', lastOn: undefined, person: { email: null, note: '' } }]);
  });

  it('必須の項目を空にした誤りと、形の違う任意の項目の誤りは残る', async () => {
    const { errors } = await check({ name: '', lastOn: '2026-13-99', person: { email: '', note: '' } });
    expect(Object.keys(errors)).toEqual(['name', 'lastOn']);
  });
});

describe('入力フォーム', () => {
  it('誤りをまとめて示し、まとめに移動し、項目へ案内する', async () => {
    fireEvent.click(screen.getByText('保存'));
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(summary.textContent).toContain('入力内容に3件の誤りがあります');
    fireEvent.click(screen.getByText('会社名：入力してください。'));
    expect(document.activeElement?.id).toBe('field-name');
  });

  it('カナと金額は入力欄を離れるときに整える', async () => {
    const [name, kana, fee] = screen.getAllByRole('textbox');
    if (!name || !kana || !fee) throw new Error('three fields expected');
    fireEvent.change(name, { target: { value: '株式会社髙橋' } });
    fireEvent.change(kana, { target: { value: 'かぶしきｶﾞｲｼｬ' } });
    fireEvent.blur(kana);
    fireEvent.change(fee, { target: { value: '６１，６００円' } });
    fireEvent.blur(fee);
    fireEvent.click(screen.getByText('保存'));
    await waitFor(() => expect(saved).toEqual([{ name: '株式会社髙橋', kana: 'カブシキガイシャ', feeYen: 61_600 }]));
  });

  it('APIの項目ごとの拒否を、その項目に示す', async () => {
    fireEvent.click(screen.getByText('拒否'));
    expect(await screen.findByText('同じ名前があります。')).toBeTruthy();
  });
});
