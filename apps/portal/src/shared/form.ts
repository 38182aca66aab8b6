// What pages use to build a form.
export { CheckboxField, CheckboxGroup, RadioField, SelectField, type Option } from './form/choice-fields.js';
export { DateField } from './form/DateField.js';
export { ErrorSummary } from './form/ErrorSummary.js';
export { FileField } from './form/FileField.js';
export { Form } from './form/Form.js';
export { LinesField, PasswordField, TextAreaField, TextField } from './form/text-fields.js';
export { UploadField } from './form/UploadField.js';
export { InstantField } from './form/InstantField.js';
export { NumberField } from './form/NumberField.js';
export { Req, type FieldProps } from './form/useField.js';
export { showProblem, useFormAct, useRouteForm, useSchemaForm } from './form/useSchemaForm.js';
export { YenField } from './form/YenField.js';
export { VersionConflict, type FieldDifference } from './form/VersionConflict.js';
