/* What records/sealing.py does, in a browser: X25519, XSalsa20-Poly1305, the nonce of libsodium's sealed box, padding.
   `nacl` is vendor/tweetnacl, loaded before. Nothing here touches the network or the page. */
import { argon2idAsync } from "./vendor/noble-hashes/argon2.js";
import { blake2b } from "./vendor/noble-hashes/blake2.js";

const { nacl } = self;
const BLOCK = 1024; // bytes
const PREFIX = "tizim-sealed:1:";

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

function base64(data) {
  let text = "";
  for (const byte of data) text += String.fromCharCode(byte);
  return btoa(text);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

const nonce = (ephemeral, receiver) => blake2b(joined(ephemeral, receiver), { dkLen: 24 });

/* ISO 7816-4: a byte 0x80, then zeros, up to a whole number of blocks. */
function padded(data) {
  const whole = new Uint8Array((Math.floor(data.length / BLOCK) + 1) * BLOCK);
  whole.set(data);
  whole[data.length] = 0x80;
  return whole;
}

function unpadded(data) {
  let end = data.length - 1;
  while (end > data.length - BLOCK && data[end] === 0) end -= 1;
  if (data[end] !== 0x80) throw new Error("padding");
  return data.subarray(0, end);
}

/* A key file as make_group_key writes it → { id, pair }; throws if passphrase or file are wrong. */
export async function openKey(fileText, passphrase) {
  const stored = JSON.parse(fileText);
  if (stored.version !== 1) throw new Error("version");
  let secret;
  if (stored.private_key) {
    secret = bytes(stored.private_key);
  } else {
    const { salt, opslimit, memlimit } = stored.argon2id;
    const derived = await argon2idAsync(new TextEncoder().encode(passphrase), bytes(salt), {
      t: opslimit,
      m: memlimit / 1024,
      p: 1,
      dkLen: nacl.secretbox.keyLength,
    });
    const boxed = bytes(stored.boxed_private_key);
    const length = nacl.secretbox.nonceLength;
    secret = nacl.secretbox.open(boxed.subarray(length), boxed.subarray(0, length), derived);
    derived.fill(0);
  }
  if (!secret || secret.length !== nacl.box.secretKeyLength) throw new Error("passphrase");
  return { id: stored.key_id, pair: nacl.box.keyPair.fromSecretKey(secret) };
}

export const keyOf = (sealed) => sealed.slice(PREFIX.length).split(":")[0];

/* A sealed text → the text; throws if it is damaged or sealed to another key. */
export function unseal(sealed, pair) {
  const box = bytes(sealed.slice(sealed.lastIndexOf(":") + 1));
  const ephemeral = box.subarray(0, nacl.box.publicKeyLength);
  const data = nacl.box.open(box.subarray(ephemeral.length), nonce(ephemeral, pair.publicKey), ephemeral, pair.secretKey);
  if (!data) throw new Error("damaged");
  return new TextDecoder("utf-8", { fatal: true }).decode(unpadded(data)).trimEnd();
}

/* A text sealed to the public key (base 64) whose id is given. */
export function seal(text, publicKey, keyId) {
  const receiver = bytes(publicKey);
  const ephemeral = nacl.box.keyPair();
  const data = padded(new TextEncoder().encode(text));
  const box = nacl.box(data, nonce(ephemeral.publicKey, receiver), receiver, ephemeral.secretKey);
  ephemeral.secretKey.fill(0);
  return `${PREFIX}${keyId}:${base64(joined(ephemeral.publicKey, box))}`;
}
