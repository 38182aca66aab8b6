import { Injectable } from '@nestjs/common';
import type { TermsInput } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export interface TemplateVersionRow { readonly id: string; readonly template_id: string; readonly number: number; readonly terms: TermsInput; readonly saved_by: string; readonly saved_on: string; readonly contract_count: number }
export interface TemplateRecord { readonly id: string; readonly template_name: string; readonly is_retired: boolean; readonly version: number; readonly versions: TemplateVersionRow[] }

const most = 200;

/** Templates of the vendor; versions are only ever added. */
@Injectable()
export class TemplateRepository {
  /** By name, those in use first; each with its versions, newest first. */
  async all(tx: Tx): Promise<TemplateRecord[]> {
    return this.withVersions(tx, await tx.query(`select id, template_name, is_retired, version from hoshu.contract_template order by is_retired, template_name collate "ja-x-icu", id limit ${most}`));
  }

  async get(tx: Tx, id: string): Promise<TemplateRecord> {
    const [template] = await this.withVersions(tx, await tx.query('select id, template_name, is_retired, version from hoshu.contract_template where id = $1', [id]));
    return found(template);
  }

  private async withVersions(tx: Tx, templates: Omit<TemplateRecord, 'versions'>[]): Promise<TemplateRecord[]> {
    const versions = await tx.query<TemplateVersionRow>(
      `select v.id, v.template_id, v.number, v.terms, v.saved_by, to_char(v.saved_on, 'YYYY-MM-DD') as saved_on, (select count(*)::int from hoshu.contract c where c.template_version_id = v.id) as contract_count
       from hoshu.contract_template_version v where v.template_id = any($1) order by v.number desc`, [templates.map(({ id }) => id)]);
    return templates.map((template) => ({ ...template, versions: versions.filter((version) => version.template_id === template.id) }));
  }

  /** null when the name is taken. */
  async insert(tx: Tx, name: string): Promise<string | null> {
    return (await tx.one<{ id: string }>('insert into hoshu.contract_template (tenant_id, template_name) values ($1, $2) on conflict do nothing returning id', [tx.actor.tenantId, name]))?.id ?? null;
  }

  async addVersion(tx: Tx, templateId: string, version: { readonly number: number; readonly terms: TermsInput }): Promise<void> {
    await tx.query('insert into hoshu.contract_template_version (tenant_id, template_id, number, terms, saved_by, saved_on) values ($1, $2, $3, $4, $5, $6)', [tx.actor.tenantId, templateId, version.number, JSON.stringify(version.terms), tx.actor.name, tx.today]);
  }

  async isTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
    return (await tx.one('select 1 from hoshu.contract_template where template_name = $1 and id <> $2', [name, exceptId])) !== null;
  }

  /** Writes over the version that was read; false when somebody was faster. */
  async update(tx: Tx, template: { readonly id: string; readonly name: string; readonly isRetired: boolean; readonly version: number }): Promise<boolean> {
    return (await tx.change('update hoshu.contract_template set template_name = $2, is_retired = $3, version = version + 1 where id = $1 and version = $4', [template.id, template.name, template.isRetired, template.version])) > 0;
  }
}
