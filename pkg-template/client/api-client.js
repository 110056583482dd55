// The settings of a client, and the methods that programs of the replaced client call or override.
import {
  AUTHENTICATION,
  BASE_PATH,
  FORM_TYPE,
  JSON_TYPE,
  NO_OPERATION,
  REASON_ARGUMENT,
  REASON_PATH_VALUE,
  SLOT_BODY,
  SLOT_URL,
  VERSION,
} from './constants.js';
import { callable, shown as shownOf } from './base.js';
import { parseDate } from './date.js';
import { ParameterError } from './errors.js';
import { hide } from './hide.js';
import { exchange } from './exchange.js';
import { Outgoing, basic, json, sendable } from './request.js';
import { BROWSER } from './platform.js';
import { explain } from './sentences.js';
import { HOOKS } from './watcher.js';

/**
 * Where requests go, with which credentials, and how. All settings are plain properties, read at each call.
 */
export class ApiClient {
  /** The separators of lists in a query. */
  static CollectionFormatEnum = { CSV: ',', SSV: ' ', TSV: '\t', PIPES: '|', MULTI: 'multi' };

  /** @param {string} [basePath] The URL that the paths of all operations are appended to. */
  constructor(basePath = BASE_PATH) {
    this.basePath = basePath.replace(/\/+$/, '');
    // A client that is logged should not show them.
    hide(this, 'authentications', { [AUTHENTICATION]: { type: 'basic' } }, true);
    // A browser refuses this header, or asks the server first whether it may be sent.
    this.defaultHeaders = BROWSER ? {} : { 'User-Agent': `twilio_verify/${VERSION}` };
    this.timeout = 60000;
    this.cache = true;
    this.enableCookies = false;
    this.requestAgent = null;
    this.plugins = null;
    this.fetch = null;
    this.fetchOptions = null;
    this.maxRetries = 2;
    this.validate = false;
    this.debug = false;
    this.credentials = null;
    for (const hook of HOOKS) this[hook] = null;
  }

  /** What a log of JSON should have: all but the credentials. */
  toJSON() {
    return { ...this, authentications: undefined };
  }

  /** The text of a parameter: dates and plain objects as JSON has them, everything else by its `toString`. */
  paramToString(param) {
    if (param === undefined || param === null) return '';
    if (param instanceof Date) return param.toJSON();
    return ApiClient.canBeJsonified(param) ? JSON.stringify(param) : param.toString();
  }

  /** The servers of the API. */
  hostSettings() {
    return [{ url: BASE_PATH, description: 'No description provided' }];
  }

  /** The URL of the server of this number in `hostSettings`. */
  getBasePathFromSettings(index) {
    const servers = this.hostSettings();
    if (!servers[index]) {
      throw new Error(
        `Invalid index ${index} when selecting the host settings. Must be less than ${servers.length}`,
      );
    }
    return servers[index].url;
  }

  /** The URL of a path, its placeholders filled. */
  buildUrl(path, pathParams, apiBasePath) {
    const url = (apiBasePath ?? this.basePath) + (path.startsWith('/') ? path : `/${path}`);
    return url.replace(/\{([\w-.#]+)\}/g, (placeholder, name) =>
      encodeURIComponent(
        Object.hasOwn(pathParams, name) ? this.paramToString(pathParams[name]) : placeholder,
      ),
    );
  }

  /** Whether a media type is JSON. */
  isJsonMime(contentType) {
    return /^application\/json(;.*)?$/i.test(contentType ?? '');
  }

  /** The first of these media types that is JSON, else the first. */
  jsonPreferredMime(contentTypes) {
    return contentTypes.find((contentType) => this.isJsonMime(contentType)) ?? contentTypes[0];
  }

  /** Whether a parameter is a file. */
  isFileParam(param) {
    return ['Buffer', 'Blob', 'File'].some(
      (name) => typeof globalThis[name] === 'function' && param instanceof globalThis[name],
    );
  }

  /** The parameters that have a value, as text; files and lists as they are. */
  normalizeParams(params) {
    const normal = {};
    for (const name of Object.keys(params)) {
      const value = params[name];
      if (value === undefined || value === null) continue;
      normal[name] = this.isFileParam(value) || Array.isArray(value) ? value : this.paramToString(value);
    }
    return normal;
  }

  /** A list as one parameter: joined with the format's separator, or left as a list of texts. */
  buildCollectionParam(param, collectionFormat) {
    if (param === undefined || param === null) return null;
    if (collectionFormat === 'passthrough') return param;
    const separator = ApiClient.CollectionFormatEnum[`${collectionFormat}`.toUpperCase()];
    if (!separator) throw new Error(`Unknown collection format: ${collectionFormat}`);
    const texts = param.map(this.paramToString, this);
    return separator === 'multi' ? texts : texts.join(separator);
  }

  /**
   * Puts the credentials of `authNames` into a request: a plain object with `headers` and `query`, a `Request`, or
   * what `callApi` makes.
   */
  applyAuthToRequest(request, authNames) {
    const set = (name, value) => {
      if (typeof request.set === 'function') request.set(name, value);
      else if (typeof request.headers?.set === 'function') request.headers.set(name, value);
      else (request.headers ??= {})[name] = value;
    };
    for (const authName of authNames) {
      const auth = this.authentications?.[authName];
      if (!auth) {
        const place = `authentications.${authName}`;
        throw new ParameterError(explain(REASON_ARGUMENT, place, 'apiClient', 'an object with a type'));
      }
      const token = auth.accessToken;
      switch (auth.type) {
        case 'basic':
          if (auth.username || auth.password) {
            const pair = [auth.username || '', auth.password || ''];
            if (typeof request.auth === 'function') request.auth(...pair);
            else set('Authorization', basic(...pair));
          }
          break;
        case 'bearer':
          if (token) set('Authorization', `Bearer ${typeof token === 'function' ? token() : token}`);
          break;
        case 'oauth2':
          if (token) set('Authorization', `Bearer ${token}`);
          break;
        case 'apiKey':
          if (auth.apiKey) {
            const value = auth.apiKeyPrefix ? `${auth.apiKeyPrefix} ${auth.apiKey}` : auth.apiKey;
            if (auth.in === 'header') set(auth.name, value);
            else if (typeof request.query === 'function') request.query(auth.name, value);
            else (request.query ??= {})[auth.name] = value;
          }
          break;
        default:
          throw new Error(`Unknown authentication type: ${auth.type}`);
      }
    }
  }

  /** The data of a response, as an instance of `returnType`. */
  deserialize(response, returnType) {
    if (!response || !returnType || response.status === 204) return null;
    const { body, text } = response;
    const none = body === undefined || body === null;
    const empty =
      none || (typeof body === 'object' && body.length === undefined && !Object.keys(body).length);
    return ApiClient.convertToType(empty ? text : body, returnType);
  }

  /**
   * Sends a request that is described in full. Operations come through here where a program has changed this method
   * or one that it uses; its `opts` are `signal`, `timeout` and `maxRetries` for this call.
   *
   * @returns {Promise} a promise of the data, with `abort()` and `withResponse()`.
   */
  callApi(
    path,
    httpMethod,
    pathParams,
    queryParams,
    headerParams,
    formParams,
    bodyParam,
    authNames,
    contentTypes,
    accepts,
    returnType,
    apiBasePath,
    callback,
    opts = {},
  ) {
    const name = `${httpMethod} ${path}`;
    const method = httpMethod.toUpperCase();
    const out = new Outgoing(
      this,
      { name, at: NO_OPERATION, method, returns: 'its model' },
      opts,
      (response) => this.deserialize(response, returnType),
    );
    out.shown = () => ({ url: shownOf(this.buildUrl(path, pathParams, apiBasePath)), parameters: {} });
    for (const key of Object.keys(pathParams)) {
      const value = this.paramToString(pathParams[key]);
      if (['', '.', '..'].includes(value))
        throw new ParameterError(explain(REASON_PATH_VALUE, key, name, value));
    }
    out.add(SLOT_URL, callable(this.buildUrl(path, pathParams, apiBasePath), this.fetch), 'path');
    out.authenticate(authNames);
    const stamp = this.cache === false && method === 'GET' ? { _: Date.now() } : {};
    out.query(this.normalizeParams({ ...queryParams, ...stamp }));
    out.set(this.defaultHeaders).set(this.normalizeParams(headerParams));
    const contentType = this.jsonPreferredMime(contentTypes);
    if (contentType) out.set('Content-Type', contentType);
    if (contentType === FORM_TYPE) {
      out.form(this.normalizeParams(formParams));
    } else if (bodyParam !== undefined && bodyParam !== null) {
      if (!contentType) out.set('Content-Type', JSON_TYPE);
      const [text] = sendable('body', name, () => [json(bodyParam)]);
      out.add(SLOT_BODY, text, 'body');
    }
    const accept = this.jsonPreferredMime(accepts);
    if (accept) out.set('Accept', accept);
    return exchange(out, callback);
  }

  /** A `Date` of a text in ISO 8601 or RFC 2822, or of milliseconds as text. */
  static parseDate(text) {
    return parseDate(text);
  }

  /** Whether a value travels as JSON: a plain object, or what says it is one. */
  static canBeJsonified(value) {
    if (typeof value !== 'string' && typeof value !== 'object') return false;
    try {
      if (value.toString === undefined) return true;
      return ['[object Object]', '[object Array]'].includes(value.toString());
    } catch {
      return false;
    }
  }

  /**
   * A value as one of a type: `'String'`, `'Number'`, `'Integer'`, `'Boolean'`, `'Date'`, `'Blob'`, `Object`, a model
   * class, `[type]` for a list, `{String: type}` for a map.
   */
  static convertToType(data, type) {
    if (data === undefined || data === null) return data;
    switch (type) {
      case 'Boolean':
        return Boolean(data);
      case 'Integer':
        return parseInt(data, 10);
      case 'Number':
        return parseFloat(data);
      case 'String':
        return String(data);
      case 'Date':
        return ApiClient.parseDate(String(data));
    }
    if (type === Object || !type) return data;
    if (typeof type.constructFromObject === 'function') return type.constructFromObject(data);
    if (Array.isArray(type)) return data.map((item) => ApiClient.convertToType(item, type[0]));
    if (typeof type !== 'object') return data;
    const [[keyType, valueType] = []] = Object.entries(type);
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        ApiClient.convertToType(key, keyType),
        ApiClient.convertToType(value, valueType),
      ]),
    );
  }

  /** Fills a list or an object with the items of another, each converted to a type. */
  static constructFromObject(data, obj, itemType) {
    for (const key of Object.keys(data)) obj[key] = ApiClient.convertToType(data[key], itemType);
  }
}

/** The client that API classes use unless they are given another. */
ApiClient.instance = new ApiClient();
