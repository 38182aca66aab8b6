import { useController } from 'react-hook-form';
import { FileBox } from './FileBox.js';
import { useField, type FieldProps } from './useField.js';

interface FileFieldProps extends FieldProps {
  /** As in `<input accept>`: `.pdf,image/*`. */
  readonly accept: string;
}

/** One file of at most 20 MB (D22), chosen or dropped; the form's value is a File or null. */
export function FileField({ accept, ...props }: FileFieldProps) {
  const { control, common, error } = useField(props);
  const { field } = useController({ name: props.name, control });
  return <FileBox {...props} id={common.id} accept={accept} file={field.value instanceof File ? field.value : null} message={error?.message} inputRef={field.ref} onFile={field.onChange} />;
}
