import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/index.js';
import { ChecksModule } from '../checks/index.js';
import { ClientsModule } from '../clients/index.js';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AccessCodes } from './access-code.js';
import { SigningAccess } from './access.js';
import { Answers } from './answers.js';
import { Represent } from './antisocial.js';
import { Approve } from './approve.js';
import { ArchiveDue } from './archive-due.js';
import { Archive } from './archive.js';
import { Authority } from './authority.js';
import { Conclude } from './conclude.js';
import { Copies } from './copies.js';
import { DateConfirmation } from './date-confirmation.js';
import { DocumentArchives } from './document-archives.js';
import { SigningDocuments } from './documents.js';
import { SigningDue } from './due.js';
import { EnterByLink } from './enter.js';
import { Gates } from './gates.js';
import { Invite } from './invite.js';
import { SigningMails } from './mails.js';
import { MakeDocuments } from './make-documents.js';
import { MakeOriginals } from './make-originals.js';
import { PaperCopies } from './paper-copies.js';
import { PortalAccess } from './portal-access.js';
import { ReadDocument } from './read-document.js';
import { RegisterMoved } from './register-moved.js';
import { RegisterSigned } from './register.js';
import { Sealing } from './sealing.js';
import { Send } from './send.js';
import { SigningDefaults } from './settings.js';
import { Sign } from './sign.js';
import { SigningController, SigningDefaultsController, SignLinkController } from './signing.controller.js';
import { SigningRepository } from './signing.repository.js';
import { Timestamps } from './timestamps.js';
import { SigningUploads } from './uploads.js';
import { SigningViews } from './view.js';

@Module({
  imports: [ApprovalsModule, ChecksModule, ClientsModule, ContractsModule, IdentityModule, TenantsModule],
  controllers: [SigningController, SigningDefaultsController, SignLinkController],
  providers: [
    AccessCodes, SigningAccess, Answers, Approve, Represent, Archive, ArchiveDue, Authority, Conclude, Copies, DateConfirmation, DocumentArchives, SigningDocuments, SigningDue, EnterByLink, Gates, Invite, SigningMails, MakeDocuments, MakeOriginals, PaperCopies, PortalAccess,
    ReadDocument, RegisterMoved, RegisterSigned, Sealing, Send, Sign, SigningDefaults, SigningRepository, SigningUploads, SigningViews, Timestamps,
  ],
  exports: [SigningDocuments, Archive, Authority, DocumentArchives, RegisterMoved, Represent, Sealing],
})
export class SigningModule {}
