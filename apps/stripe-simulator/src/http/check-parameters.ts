import requestSchemas from '../generated/request-schemas.json' with { type: 'json' };
import { invalidRequest } from './errors.js';
import type { Raw, RawObject } from './form.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: Raw[];
  const?: Raw;
}

const requests = requestSchemas.requests as Record<string, Schema>;
const definitions = requestSchemas.definitions as unknown as Record<string, Schema>;
/** Version of the SDK whose types the checks were made from. */
export const schemaSdkVersion: string = requestSchemas.sdkVersion;

const resolve = (schema: Schema): Schema =>
  schema.$ref ? resolve(definitions[decodeURIComponent(schema.$ref.replace('#/definitions/', ''))]!) : schema;
const nested = (parent: string, key: string | number): string => (parent === '' ? String(key) : `${parent}[${key}]`);
const isObject = (value: Raw): value is RawObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function checkObject(schema: Schema, value: Raw, param: string): RawObject {
  if (!isObject(value)) throw invalidRequest('Invalid object', { param });
  const checked: RawObject = {};
  for (const [key, entry] of Object.entries(value)) {
    const name = nested(param, key);
    const known = schema.properties?.[key];
    if (known) checked[key] = check(known, entry, name);
    else if (typeof schema.additionalProperties === 'object') checked[key] = check(schema.additionalProperties, entry, name);
    else throw invalidRequest(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
  }
  for (const key of schema.required ?? []) {
    if (checked[key] === undefined || checked[key] === '') {
      throw invalidRequest(`Missing required param: ${nested(param, key)}.`, { code: 'parameter_missing', param: nested(param, key) });
    }
  }
  return checked;
}

function checkScalar(type: string, value: Raw, param: string): Raw {
  if (type === 'null' && value === null) return value;
  if (type === 'string' && typeof value === 'string') return value;
  if (type === 'boolean' && (value === true || value === 'true')) return true;
  if (type === 'boolean' && (value === false || value === 'false')) return false;
  if (type === 'number' && typeof value === 'number') return value;
  if (type === 'number' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (type === 'number') throw invalidRequest(`Invalid integer: ${JSON.stringify(value)}`, { code: 'parameter_invalid_integer', param });
  throw invalidRequest(`Invalid ${type}: ${JSON.stringify(value)}`, { param });
}

function checkAlternatives(alternatives: Schema[], value: Raw, param: string): Raw {
  let refusal: unknown;
  for (const alternative of alternatives) {
    try {
      return check(alternative, value, param);
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

function checkChosen(allowed: Raw[], value: Raw, param: string): Raw {
  const found = allowed.find((choice) => choice === value || String(choice) === value);
  if (found === undefined) {
    throw invalidRequest(`Invalid ${param}: must be one of ${allowed.filter((choice) => choice !== null && choice !== '').join(', ')}`, { param });
  }
  return found;
}

function check(reference: Schema, value: Raw, param: string): Raw {
  const schema = resolve(reference);
  if (schema.anyOf) return checkAlternatives(schema.anyOf, value, param);
  if (schema.const !== undefined) return checkChosen([schema.const], value, param);
  if (schema.enum) return checkChosen(schema.enum, value, param);
  if (Array.isArray(schema.type)) return checkAlternatives(schema.type.map((type) => ({ type })), value, param);
  if (schema.type === 'object') return checkObject(schema, value, param);
  if (schema.type === 'array') {
    if (!Array.isArray(value)) throw invalidRequest('Invalid array', { param });
    return value.map((entry, index) => check(schema.items ?? {}, entry, nested(param, index)));
  }
  return schema.type ? checkScalar(schema.type, value, param) : value;
}

/** Whether the parameters of this route can be checked, which is to say: whether the simulator serves it. */
export function isServed(route: string): boolean {
  return Object.hasOwn(requests, route);
}

/**
 * Checks the parameters of a served route against the SDK's types and turns form strings into numbers and booleans.
 * Throws 400 with `param`: parameter_unknown, parameter_missing, parameter_invalid_integer, or a value not in the list.
 */
export function checkParameters(route: string, parameters: RawObject): RawObject {
  return checkObject(resolve(requests[route]!), parameters, '');
}
