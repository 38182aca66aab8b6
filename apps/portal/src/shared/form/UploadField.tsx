import type { ResponseOf, RouteShape } from '@hoshu/api-schema';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import type { CallInput } from '../api/call.js';
import { useAct } from '../api/hooks.js';
import { asProblem } from '../api/problem.js';
import { FileBox } from './FileBox.js';
import { useField, type FieldProps } from './useField.js';

/** A route that keeps one file and answers its id. */
type UploadRoute = RouteShape & { readonly consumes: 'upload' };

interface UploadFieldProps<R extends UploadRoute> extends FieldProps {
  readonly accept: string;
  readonly route: R;
  /** The call for the chosen file: `(file) => ({ params: { contractId }, file })`. */
  readonly input: (file: File) => CallInput<R>;
  readonly fileIdOf: (response: ResponseOf<R>) => string;
}

/** One file that is kept as soon as it is chosen; the form's value is its id or null. */
export function UploadField<R extends UploadRoute>({ accept, route, input, fileIdOf, ...props }: UploadFieldProps<R>) {
  const { control, common, error } = useField(props);
  const { field } = useController({ name: props.name, control });
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { act, isPending } = useAct(route);
  const take = async (chosen: File | null) => {
    setFile(chosen);
    setRefusal(undefined);
    field.onChange(null);
    if (!chosen) return;
    try {
      field.onChange(fileIdOf(await act(input(chosen))));
    } catch (caught) {
      setFile(null);
      setRefusal(asProblem(caught).detail);
    }
  };
  return <FileBox {...props} id={common.id} accept={accept} file={file} busy={isPending} message={refusal ?? error?.message} inputRef={field.ref} onFile={(chosen) => void take(chosen)} />;
}
