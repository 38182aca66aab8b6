/** One refusal: HTTP status, the sentence in both languages, the article that says so. */
export interface ErrorEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;
  readonly ja: string;
  readonly en: string;
  readonly article?: string;
}
