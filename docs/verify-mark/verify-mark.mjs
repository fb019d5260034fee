// When a shop may be taken for one with a mark: the rules of docs/status.md on libraries of other people (jose for signatures,
// @sd-jwt/jwt-status-list for status lists). A recipe to take over, and what our own verifier is held against.
//
//   node verify-mark.mjs FILE     judges recorded answers, one JSON object a line
//
// import { judge } from './verify-mark.mjs'   judges one; throws Refused with a word that says why not.
import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateSync } from 'node:zlib';
import { StatusList } from '@sd-jwt/jwt-status-list';
import { base64url, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';

// Node 18 has it, but not under the name jose looks for.
globalThis.crypto ??= webcrypto;

const SKEW = 60;
const FRESH = 600;
const PLACES = 131_072;
const VC = 'https://www.w3.org/ns/credentials/v2';

export class Refused extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

function unless(condition, word) {
  if (!condition) throw new Refused(word);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function text(object, name) {
  unless(typeof object[name] === 'string', 'malformed');
  return object[name];
}

function count(object, name) {
  unless(Number.isSafeInteger(object[name]) && object[name] >= 0, 'malformed');
  return object[name];
}

function part(object, name) {
  unless(isObject(object[name]), 'malformed');
  return object[name];
}

function instant(object, name) {
  const seconds = Date.parse(text(object, name)) / 1000;
  unless(Number.isFinite(seconds), 'malformed');
  return seconds;
}

function parts(object, name) {
  unless(Array.isArray(object[name]) && object[name].every(isObject), 'malformed');
  return object[name];
}

function texts(object, name) {
  const list = typeof object[name] === 'string' ? [object[name]] : object[name];
  unless(Array.isArray(list) && list.every((one) => typeof one === 'string'), 'malformed');
  return list;
}

/** Bytes of base64url in its one form: libraries are more lenient than they should be. */
function bytes(encoded) {
  const decoded = base64url.decode(encoded);
  unless(base64url.encode(decoded) === encoded, 'malformed');
  return decoded;
}

function json(utf8) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(utf8));
    unless(isObject(value), 'malformed');
    return value;
  } catch {
    throw new Refused('malformed');
  }
}

/** Only of ES256, of the kind that is wanted, signed by a key the issuer publishes. */
async function verified(token, typ, at) {
  const segments = token.split('.');
  unless(segments.length === 3, 'malformed');
  let header;
  let payload;
  try {
    header = json(bytes(segments[0]));
    payload = json(bytes(segments[1]));
    bytes(segments[2]);
    decodeProtectedHeader(token);
  } catch {
    throw new Refused('malformed');
  }
  unless(text(header, 'alg') === 'ES256' && !('crit' in header), 'algorithm');
  unless(header.typ === typ, 'type');
  const jwk = at.keys.get(header.kid);
  unless(jwk, 'key');
  try {
    await compactVerify(token, await importJWK(jwk, 'ES256'), { algorithms: ['ES256'] });
  } catch (e) {
    throw new Refused(e instanceof errors.JOSEError ? 'signature' : 'malformed');
  }
  return payload;
}

function keysOf(jwks) {
  const keys = new Map();
  for (const jwk of parts(jwks, 'keys')) {
    const usable = jwk.kty === 'EC' && jwk.crv === 'P-256' && (jwk.use ?? 'sig') === 'sig' && (jwk.alg ?? 'ES256') === 'ES256';
    if (usable && 'kid' in jwk && !('revoked' in jwk)) keys.set(text(jwk, 'kid'), jwk);
  }
  return keys;
}

const isOurs = (iss, at) => unless(iss === at.issuer, 'issuer');
const isAbout = (subject, wanted) => unless(subject === wanted, 'subject');
const hasBegun = (from, at) => unless(from <= at.now + SKEW, 'future');
const isNotOver = (until, at) => unless(until > at.now, 'expired');
const isFresh = (from, at) => unless(from >= at.now - FRESH, 'old');

function isInTime(claims, at, expires = true) {
  hasBegun(count(claims, 'iat'), at);
  if ('nbf' in claims) hasBegun(count(claims, 'nbf'), at);
  if (expires) isNotOver(count(claims, 'exp'), at);
}

function isValid(credential, at) {
  hasBegun(instant(credential, 'validFrom'), at);
  isNotOver(instant(credential, 'validUntil'), at);
}

function reference(uri, folder, idx) {
  unless(uri.startsWith(folder) && /^[1-9][0-9]{0,8}$/.test(uri.slice(folder.length)), 'reference');
  return { uri, idx };
}

function fetched(recorded, uri) {
  unless(typeof part(recorded, 'fetched')[uri] === 'string', 'list-missing');
  return recorded.fetched[uri];
}

/** What is wrong with a part is said as such. */
async function of(name, work) {
  try {
    return await work();
  } catch (e) {
    throw e instanceof Refused ? new Refused(`${name}-${e.word}`) : e;
  }
}

function covers(standing) {
  unless(standing !== 1, 'invalid');
  unless(standing !== 2, 'suspended');
  unless(standing === 0, 'unassigned');
}

/** Unpacks, never to more than a list can be: a few kilobytes can hold gigabytes. */
function unpacked(unpack, packed, size) {
  let plain;
  try {
    plain = unpack(packed, { maxOutputLength: size });
  } catch (e) {
    throw new Refused(e.code === 'ERR_BUFFER_TOO_LARGE' ? 'size' : 'packing');
  }
  unless(plain.length === size, 'size');
  return plain;
}

async function statusAt(token, { uri, idx }, at) {
  const claims = await verified(token, 'statuslist+jwt', at);
  isOurs(text(claims, 'iss'), at);
  isAbout(text(claims, 'sub'), uri);
  isInTime(claims, at);
  isFresh(claims.iat, at);
  const list = part(claims, 'status_list');
  unless(count(list, 'bits') === 2, 'bits');
  unpacked(inflateSync, bytes(text(list, 'lst')), PLACES / 4);
  unless(idx < PLACES, 'index');
  return StatusList.decompressStatusList(list.lst, list.bits).getStatus(idx);
}

async function statement(recorded, at) {
  const token = text(recorded, 'token');
  const claims = await verified(token, 'trust-mark+jwt', at);
  isOurs(text(claims, 'iss'), at);
  unless(at.kinds.has(text(claims, 'trust_mark_type')), 'kind');
  isAbout(text(claims, 'sub'), text(recorded, 'origin'));
  isInTime(claims, at);
  const place = part(part(claims, 'status'), 'status_list');
  unless(text(claims, 'ref').startsWith(`${at.issuer}/m/`), 'reference');
  const status = reference(text(place, 'uri'), `${at.issuer}/status/`, count(place, 'idx'));
  await isDelegated(claims, at);
  const list = fetched(recorded, status.uri);
  covers(await of('list', () => statusAt(list, status, at)));
  if ('response' in recorded) await of('response', () => response(text(recorded, 'response'), token, at));
}

/** A kind of somebody else's is issued by its owner's word only (OpenID Federation 1.0, 7.2.2), signed by a key the issuer names. */
async function isDelegated(mark, at) {
  const owner = at.owners.get(mark.trust_mark_type);
  unless(Boolean(owner) === ('delegation' in mark), 'delegation');
  if (!owner) return;
  const token = text(mark, 'delegation');
  await of('delegation', async () => {
    const claims = await verified(token, 'trust-mark-delegation+jwt', { keys: owner.keys });
    unless(text(claims, 'iss') === owner.sub, 'issuer');
    isAbout(text(claims, 'sub'), at.issuer);
    unless(text(claims, 'trust_mark_type') === mark.trust_mark_type, 'kind');
    isInTime(claims, at, 'exp' in claims);
  });
}

/** What the issuer says of itself: which kinds of marks it may issue, and whose they are. */
async function configuration(token, at) {
  const claims = await verified(token, 'entity-statement+jwt', at);
  isOurs(text(claims, 'iss'), at);
  isAbout(text(claims, 'sub'), at.issuer);
  isInTime(claims, at);
  const entity = part(part(claims, 'metadata'), 'federation_entity');
  for (const endpoint of ['', '_status', '_list']) {
    unless(text(entity, `federation_trust_mark${endpoint}_endpoint`).startsWith(`${at.issuer}/`), 'reference');
  }
  const named = (name) => Object.keys(name in claims ? part(claims, name) : {});
  const owners = new Map();
  for (const kind of named('trust_mark_owners')) {
    const owner = part(claims.trust_mark_owners, kind);
    owners.set(kind, { sub: text(owner, 'sub'), keys: keysOf(part(owner, 'jwks')) });
  }
  if (!('trust_mark_issuers' in claims)) return { ...at, owners };
  const mayIssue = named('trust_mark_issuers').filter((kind) => texts(claims.trust_mark_issuers, kind).includes(at.issuer));
  return { ...at, owners, kinds: new Set(mayIssue) };
}

async function response(token, mark, at) {
  const claims = await verified(token, 'trust-mark-status-response+jwt', at);
  isOurs(text(claims, 'iss'), at);
  isInTime(claims, at, 'exp' in claims);
  isFresh(claims.iat, at);
  isAbout(text(claims, 'trust_mark'), mark);
  unless(text(claims, 'status') === 'active', 'state');
}

/** What the shop serves itself, signed anew every day and good for two. */
async function stapled(recorded, at) {
  const claims = await verified(text(recorded, 'token'), 'mark-status+jwt', at);
  isOurs(text(claims, 'iss'), at);
  unless(at.kinds.has(text(claims, 'trust_mark_type')), 'kind');
  isAbout(text(claims, 'sub'), text(recorded, 'origin'));
  isInTime(claims, at);
  unless(text(claims, 'status') === 'active', 'state');
}

async function ofType(token, type, at) {
  const claims = await verified(token, 'vc+jwt', at);
  isOurs(text(claims, 'issuer'), at);
  const types = texts(claims, 'type');
  unless(texts(claims, '@context')[0] === VC && types.includes('VerifiableCredential') && types.includes(type), 'kind');
  return claims;
}

async function bitAt(token, { uri, idx }, purpose, at) {
  const claims = await ofType(token, 'BitstringStatusListCredential', at);
  isAbout(text(claims, 'id'), uri);
  isValid(claims, at);
  isFresh(instant(claims, 'validFrom'), at);
  const list = part(claims, 'credentialSubject');
  unless(text(list, 'type') === 'BitstringStatusList' && text(list, 'statusPurpose') === purpose, 'purpose');
  unless(text(list, 'encodedList').startsWith('u'), 'malformed');
  const plain = unpacked(gunzipSync, bytes(list.encodedList.slice(1)), PLACES / 8);
  unless(idx < PLACES, 'index');
  return (plain[idx >> 3] >> (7 - (idx & 7))) & 1;
}

async function credential(recorded, at) {
  const claims = await ofType(text(recorded, 'token'), 'TrustMarkCredential', at);
  const subject = part(claims, 'credentialSubject');
  isAbout(text(subject, 'id'), text(recorded, 'origin'));
  isValid(claims, at);
  const places = new Map();
  for (const entry of parts(claims, 'credentialStatus')) {
    const purpose = text(entry, 'statusPurpose');
    const idx = text(entry, 'statusListIndex');
    unless(text(entry, 'type') === 'BitstringStatusListEntry' && /^(0|[1-9][0-9]{0,9})$/.test(idx), 'malformed');
    const folder = `${at.issuer}/credentials/status/${purpose}/`;
    places.set(purpose, reference(text(entry, 'statusListCredential'), folder, Number(idx)));
  }
  unless([...places.keys()].sort().join() === 'revocation,suspension', 'reference');
  text(subject, 'markCode');
  for (const purpose of ['revocation', 'suspension']) {
    const list = fetched(recorded, places.get(purpose).uri);
    const bit = await of('list', () => bitAt(list, places.get(purpose), purpose, at));
    unless(bit === 0, purpose === 'revocation' ? 'invalid' : 'suspended');
  }
}

async function ofRegister(token, typ, at) {
  const claims = await verified(token, typ, at);
  isOurs(text(claims, 'iss'), at);
  isAbout(text(claims, 'sub'), `${at.issuer}/register/dump`);
  isInTime(claims, at);
  return claims;
}

function entryOf(line) {
  return {
    code: text(line, 'code'),
    host: text(line, 'host'),
    state: text(line, 'state'),
    until: instant(line, 'validUntil'),
    list: count(line, 'list'),
    idx: count(line, 'idx'),
  };
}

async function dump(recorded, at) {
  const manifest = await ofRegister(text(recorded, 'token'), 'register-dump+jwt', at);
  const byCode = new Map();
  let next = text(manifest, 'next');
  let before = '';
  const lines = text(recorded, 'file');
  for (const line of lines.split('\n').filter((one) => one !== '')) {
    const entry = entryOf(json(new TextEncoder().encode(line)));
    unless(entry.code > before, 'order');
    before = entry.code;
    byCode.set(entry.code, entry);
  }
  const file = part(manifest, 'file');
  unless(createHash('sha256').update(lines).digest('hex') === text(file, 'sha256'), 'hash');
  unless(count(file, 'entries') === byCode.size, 'count');
  for (const token of recorded.changes ?? []) {
    await of('changes', async () => {
      const changes = await ofRegister(token, 'register-changes+jwt', at);
      unless(text(changes, 'since') === next, 'gap');
      for (const line of parts(changes, 'entries')) byCode.set(text(line, 'code'), entryOf(line));
      next = text(changes, 'next');
    });
  }
  const origin = text(recorded, 'origin');
  const standings = [...byCode.values()].filter((one) => origin === `https://${one.host}`).map((one) => {
    const state = one.state === 'REVOKED' || one.until > at.now ? one.state : 'EXPIRED';
    return { ISSUED: 0, UNDER_REVIEW: 0, SUSPENDED: 2 }[state] ?? 1;
  });
  // An address whose mark gave way to another is on several lines: it is covered if one of them covers.
  unless(standings.length > 0, 'absent');
  covers([0, 2, 1].find((one) => standings.includes(one)));
}

const KINDS = { statement, status: stapled, credential, dump };

/** Judges one recorded answer. */
export async function judge(recorded) {
  const issuer = text(recorded, 'issuer');
  const own = { issuer, keys: keysOf(part(recorded, 'jwks')), now: count(recorded, 'now'), kinds: new Set([`${issuer}/mark/e-commerce`]), owners: new Map() };
  const at = 'configuration' in recorded ? await of('configuration', () => configuration(text(recorded, 'configuration'), own)) : own;
  const kind = KINDS[text(recorded, 'kind')];
  unless(kind, 'malformed');
  await kind(recorded, at);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter((one) => one.trim() !== '')) {
    const recorded = JSON.parse(line);
    try {
      await judge(recorded);
      console.log(`${recorded.name}\taccepted`);
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      console.log(`${recorded.name}\t${e.word}`);
    }
  }
}
