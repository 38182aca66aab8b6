import { minutesInWords } from '@hoshu/contract-text';
import type { LocalDate } from '@hoshu/domain';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { renderPdf } from '../engine.js';
import { COLOR, head, heading, mm, pageNumber } from '../layout.js';
import { dateText, instantText, shortInstant } from '../words.js';

export interface MonthlyReport {
  /** YYYY-MM. */
  month: string;
  createdAt: Date;
  vendorName: string;
  clientName: string;
  contractNumber: string;
  siteNames: string[];
  /** The five lines that come first: what it did for the reader. */
  summary: { availability: string; prevented: string; fixed: string; remaining: string; decisions: string };
  comment: string;
  /** `percent` is null where nothing was measured at all: then none is printed. */
  uptime: { percent: number | null; downMinutes: number; /** One per day: 0–100, null where nothing was measured. */ days: (number | null)[] };
  incidents: { detectedAt: Date; title: string; downMinutes: number; reportMinutes: number | null }[];
  /** The agreed works of 第3条 with what is recorded of each. */
  works: { label: string; name: string; frequency: string; records: string }[];
  certificates: { host: string; expiresOn: LocalDate; daysLeft: number }[];
  counts: { label: string; value: string }[];
}

const MAX_INCIDENTS = 5;
const MAX_CERTIFICATES = 3;
const PAGE_MARGINS: [number, number, number, number] = [mm(18), mm(15), mm(18), mm(16)];
const WIDTH = mm(174);

const japaneseDayText = (instant: Date): string => instantText(instant).split(' ')[0] ?? '';

function dayColour(percent: number | null): string {
  if (percent === null) return COLOR.faint;
  if (percent >= 99.9) return COLOR.green;
  return percent >= 99 ? COLOR.amber : COLOR.red;
}

/** One bar per day. Bad days are lower as well as of another colour, so that the picture reads without colour. */
function uptimeBars(days: readonly (number | null)[]): Content {
  if (days.every((percent) => percent === null)) return { text: '計測の記録はありません。' };
  const height = 30;
  const step = WIDTH / Math.max(1, days.length);
  const bars = days.map((percent, index) => {
    const share = percent === null ? 0.15 : Math.max(0.25, 1 - (100 - percent) / 4);
    const barHeight = Math.round(height * share * 10) / 10;
    return { type: 'rect' as const, x: index * step + 0.5, y: height - barHeight, w: step - 1.5, h: barHeight, color: dayColour(percent) };
  });
  return [{ canvas: bars, margin: [0, 2, 0, 2] }, { text: '1本が1日です。低い棒は停止のあった日、灰色の短い棒は計測のない日です。', fontSize: 7.5, color: COLOR.soft }];
}

function summaryTable({ summary }: MonthlyReport): Content {
  const rows: [string, string][] = [
    ['稼働率', summary.availability],
    ['防いだこと', summary.prevented],
    ['直したこと', summary.fixed],
    ['今月の残り枠', summary.remaining],
    ['お客様の判断が必要なこと', summary.decisions],
  ];
  const body = rows.map(([label, value]): TableCell[] => [head(label), { text: value, fontSize: 10.5 }]);
  return { layout: 'grid', table: { widths: [mm(46), '*'], body } };
}

function incidentTable(incidents: MonthlyReport['incidents']): Content {
  if (incidents.length === 0) return { text: 'この月の障害はありません。' };
  const body = incidents.slice(0, MAX_INCIDENTS).map((incident): TableCell[] => [
    shortInstant(incident.detectedAt),
    incident.title,
    { text: minutesInWords(incident.downMinutes), alignment: 'right' },
    { text: incident.reportMinutes === null ? '—' : minutesInWords(incident.reportMinutes), alignment: 'right' },
  ]);
  const rest = incidents.length - MAX_INCIDENTS;
  if (rest > 0) body.push([{ text: `ほか${rest}件`, colSpan: 4, color: COLOR.soft }, '', '', '']);
  return {
    layout: 'dense',
    table: { widths: [70, '*', 62, 62], body: [[head('発見'), head('内容'), head('停止', 'center'), head('報告まで', 'center')], ...body] },
  };
}

function certificateTable(certificates: MonthlyReport['certificates']): Content {
  if (certificates.length === 0) return { text: '対象のSSL証明書はありません。' };
  const body = [...certificates].sort((left, right) => left.daysLeft - right.daysLeft).slice(0, MAX_CERTIFICATES).map((entry): TableCell[] => [
    entry.host,
    dateText(entry.expiresOn),
    { text: `あと${entry.daysLeft}日`, alignment: 'right', color: entry.daysLeft <= 14 ? COLOR.red : COLOR.ink },
  ]);
  return { layout: 'dense', table: { widths: ['*', mm(34), 62], body: [[head('SSL証明書'), head('有効期限'), head('残り', 'center')], ...body] } };
}

function workTable(works: MonthlyReport['works']): Content[] {
  if (works.length === 0) return [];
  const body = works.map((work): TableCell[] => [work.label, work.name, work.frequency || '—', { text: work.records, alignment: 'right' }]);
  return [heading('保守管理業務（第3条）'), { layout: 'dense', fontSize: 8.5, table: { widths: [54, '*', 54, 84], body: [[head('条文'), head('業務'), head('頻度'), head('この月の記録', 'center')], ...body] } }];
}

const uptimeHeading = ({ percent, downMinutes }: MonthlyReport['uptime']): string => (percent === null ? '稼働状況　計測なし' : `稼働状況　${percent.toFixed(2)}%（停止 ${minutesInWords(downMinutes)}）`);

function countLine(counts: MonthlyReport['counts']): Content {
  if (counts.length === 0) return { text: '' };
  return {
    layout: 'grid',
    margin: [0, 10, 0, 0],
    table: {
      widths: counts.map(() => '*'),
      body: [
        counts.map((count): TableCell => ({ text: count.label, fontSize: 8.5, alignment: 'center', fillColor: COLOR.fill })),
        counts.map((count): TableCell => ({ text: count.value, bold: true, alignment: 'center' })),
      ],
    },
  };
}

/**
 * Draws the monthly maintenance report on one A4 page (a long comment may need a second): the five lines first, then the figures behind them.
 * Long lists are cut with their count; the portal has them whole.
 */
export function monthlyReportPdf(report: MonthlyReport): Promise<Uint8Array> {
  const [year, month] = report.month.split('-').map(Number);
  const { uptime } = report;
  return renderPdf({
    title: `保守報告書 ${report.month} ${report.contractNumber}`,
    author: report.vendorName,
    createdAt: report.createdAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.3,
    margins: PAGE_MARGINS,
    footer: (page, pages) => ({ text: `${pages > 1 ? `${page} / ${pages}　` : ''}${report.vendorName}　契約番号 ${report.contractNumber}　第8条3項：バックアップは、データの完全性を保証するものではありません。`, alignment: 'center', fontSize: 7.5, color: COLOR.soft }),
    content: [
      {
        columns: [
          { width: '*', text: `保守報告書　${year}年${month}月`, fontSize: 17, bold: true },
          { width: 'auto', text: `${report.vendorName}\n${japaneseDayText(report.createdAt)}作成`, alignment: 'right', fontSize: 9 },
        ],
      },
      { text: `${report.clientName}　御中　　対象サイト：${report.siteNames.join('、')}`, color: COLOR.soft, margin: [0, 2, 0, 8] },
      summaryTable(report),
      heading('担当者から'),
      { text: report.comment },
      heading(uptimeHeading(uptime)),
      uptimeBars(uptime.days),
      heading('障害（第5条3項・第9条）'),
      incidentTable(report.incidents),
      heading('SSL証明書（第3条7号）'),
      certificateTable(report.certificates),
      ...workTable(report.works),
      countLine(report.counts),
    ],
  });
}

export interface IncidentReport {
  number: string;
  createdAt: Date;
  vendorName: string;
  clientName: string;
  contractNumber: string;
  siteName: string;
  title: string;
  detectedAt: Date;
  reportedAt: Date | null;
  restoredAt: Date | null;
  impact: string;
  cause: string;
  /** Article that the cause falls under, for example 第9条2項（サーバー事業者）; null when 乙 is responsible or it is open. */
  exemption: string | null;
  decidedBy: string | null;
  disputed: boolean;
  measures: string;
  prevention: string;
  timeline: { at: Date; text: string }[];
}

const between = (from: Date, until: Date): string => minutesInWords(Math.max(0, Math.round((until.getTime() - from.getTime()) / 60_000)));

function incidentFacts(report: IncidentReport): Content {
  const { detectedAt, reportedAt, restoredAt } = report;
  const responsibility = report.exemption ? `${report.exemption}に当たると判断しています（判断：${report.decidedBy ?? '記録なし'}）。` : '免責の条項は適用していません。';
  const rows: [string, string][] = [
    ['対象サイト', report.siteName],
    ['発見', instantText(detectedAt)],
    ['お客様への報告', reportedAt ? `${instantText(reportedAt)}　発見から${between(detectedAt, reportedAt)}` : '未報告'],
    ['復旧', restoredAt ? `${instantText(restoredAt)}　発見から${between(detectedAt, restoredAt)}` : '対応中'],
    ['責任の区分', `${responsibility}${report.disputed ? 'お客様が異議を述べています（第21条により協議中）。' : ''}`],
  ];
  return { layout: 'grid', table: { widths: [mm(36), '*'], body: rows.map(([label, value]): TableCell[] => [head(label), value]) } };
}

/** Draws the report after an incident (第5条3項, 第9条): facts, effect, cause, measures, timeline. */
export function incidentReportPdf(report: IncidentReport): Promise<Uint8Array> {
  const section = (title: string, text: string): Content[] => [heading(title), { text }];
  const rows = report.timeline.map((entry): TableCell[] => [instantText(entry.at), entry.text]);
  return renderPdf({
    title: `障害報告書 ${report.number}`,
    author: report.vendorName,
    createdAt: report.createdAt,
    family: 'gothic',
    fontSize: 9.5,
    lineHeight: 1.3,
    margins: [mm(20), mm(18), mm(20), mm(18)],
    footer: (page, pages) => pageNumber(page, pages),
    content: [
      { text: '障害報告書', fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 8] },
      { columns: [{ width: '*', text: `${report.clientName}　御中`, fontSize: 12, bold: true }, { width: 'auto', alignment: 'right', text: `番号 ${report.number}\n契約番号 ${report.contractNumber}\n${report.vendorName}` }] },
      { text: report.title, fontSize: 12, bold: true, margin: [0, 10, 0, 6] },
      incidentFacts(report),
      ...section('影響', report.impact),
      ...section('原因', report.cause),
      ...section('行った対応', report.measures),
      ...section('再発の防止', report.prevention),
      ...(rows.length > 0 ? [heading('経過'), { layout: 'grid', table: { headerRows: 1, dontBreakRows: true, widths: [mm(70), '*'], body: [[head('日時'), head('内容')], ...rows] } } as Content] : []),
    ],
  });
}
