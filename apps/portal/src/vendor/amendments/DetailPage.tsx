import { AmendmentPage } from '../../shared/amendments/AmendmentPage.js';
import { RegisterForm } from './RegisterForm.js';
import { usePathParameters } from '../../shared/router/links.js';

export function Page() {
  const { amendmentId } = usePathParameters('vendor.amendment');
  return <AmendmentPage amendmentId={amendmentId} side="vendor" register={(amendment) => <RegisterForm amendment={amendment} />} />;
}
