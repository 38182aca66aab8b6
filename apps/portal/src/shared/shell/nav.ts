import type { Icon } from '@tabler/icons-react';
import type { PathName } from '../../paths.js';
import type { MessageId } from '../i18n/translate.js';

/** One line of the left menu. Without `permission` everyone of that audience sees it. */
export interface NavEntry {
  readonly name: PathName;
  readonly label: MessageId;
  readonly icon: Icon;
  readonly permission?: string;
}
