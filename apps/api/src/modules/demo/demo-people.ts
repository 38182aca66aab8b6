import type { demoPeople } from '@hoshu/api-schema';

export interface DemoPerson { readonly key: (typeof demoPeople)[number]; readonly email: string; readonly name: string; readonly role: { readonly ja: string; readonly en: string }; readonly organisation: string }

/** The people of the demo, one button each. */
export const people: readonly DemoPerson[] = [
  { key: 'owner', email: 'owner@aoba.example', name: '佐藤 美咲', role: { ja: '保守会社（乙）の社長', en: 'Owner of the vendor' }, organisation: '株式会社あおば制作' },
  { key: 'tantou', email: 'tantou@aoba.example', name: '鈴木 健', role: { ja: '保守会社（乙）の担当者', en: 'Technician of the vendor' }, organisation: '株式会社あおば制作' },
  { key: 'midori', email: 'midori@client.example', name: '緑川 薫', role: { ja: 'お客様（甲）の責任者', en: 'Client' }, organisation: '医療法人社団みどり会' },
  { key: 'support', email: 'support@hoshu.example', name: '運営 支援', role: { ja: '運営（解約窓口）', en: 'Support staff' }, organisation: 'Hoshu 運営' },
  { key: 'operator', email: 'operator@hoshu.example', name: '運営 管理', role: { ja: '運営（稼働管理）', en: 'Operator' }, organisation: 'Hoshu 運営' },
];
