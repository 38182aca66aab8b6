import { Module } from '@nestjs/common';
import { TemplateRepository } from './template.repository.js';
import { TemplatesController } from './templates.controller.js';
import { Templates } from './templates.js';

@Module({ controllers: [TemplatesController], providers: [TemplateRepository, Templates] })
export class TemplatesModule {}
