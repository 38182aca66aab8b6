export { capStatementPdf, type CapStatement } from './documents/cap-statement.js';
export { amendmentPaperPdf, amendmentPdf, type AmendmentDocument, type AmendmentPaper } from './documents/amendment.js';
export { priceLettersPdf, type PriceLetters } from './documents/price-letter.js';
export { agreementPdf, type AgreementDocument } from './documents/agreement.js';
export { completionCertificatePdf, type CertifiedSigner, type CompletionCertificate, type SignatureLevel, type ArchivedBy, type StampedBy } from './documents/certificate.js';
export { declarationLetterPdf, type DeclarationLetter } from './documents/declaration.js';
export { contractPdf, type ContractPdfOptions, type OriginalMark } from './documents/contract.js';
export {
  invoicePdf, supplyText, type BankAccount, type InvoiceDocument, type InvoiceLine, type PreviousUnpaid, type TaxGroup,
} from './documents/invoice.js';
export { noticeLetterPdf, noticeReceiptPdf, type NoticeKind, type NoticeLetter, type NoticeReceipt } from './documents/notice.js';
export type { Issuer, Recipient } from './documents/parties.js';
export { handoverPdf, type HandoverDocument } from './documents/handover.js';
export { settlementPdf, type SettlementDocument } from './documents/settlement.js';
export { receiptPdf, type ReceiptDocument } from './documents/receipt.js';
export { incidentReportPdf, monthlyReportPdf, type IncidentReport, type MonthlyReport } from './documents/reports.js';
export { renderPdf, type PdfDocument } from './engine.js';
export { dateText, dateWithWeekday } from './words.js';
export { removeSealBackground, sealSvg, type SealDrawing, type SealImage } from './seal-image.js';
