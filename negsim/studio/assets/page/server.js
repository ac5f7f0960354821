// Requests to the studio on this machine, and what it says where it refuses.

import { bare } from "/explore/records.js";

/** A refusal in the server's own words. */
export class Refusal extends Error {
  /** @param {number} status @param {any} body */
  constructor(status, body) {
    super(body?.error?.message ?? `The studio refused this (${status}).`);
    this.status = status;
    this.body = body;
    /** @type {string} */
    this.mend = body?.error?.mend ?? "";
  }
}

/** The studio did not answer at all. */
export class Silence extends Error {}

/**
 * @param {string} address
 * @param {Record<string, string | null | undefined>} [query]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function get(address, query = {}, signal) {
  return ask(located(address, query), signal ? { signal } : {});
}

/** @param {string} address @param {Record<string, string | null | undefined>} query */
export function located(address, query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const written = new URLSearchParams(/** @type {[string, string][]} */ (given)).toString();
  return written ? `${address}?${written}` : address;
}

/** @param {string} address @param {any} body @returns {Promise<any>} */
export function post(address, body) {
  return ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** @param {string} address @param {RequestInit} how */
async function ask(address, how) {
  let reply;
  try {
    reply = await fetch(address, how);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Silence("The studio does not answer.");
  }
  const body = bare(await reply.json().catch(() => null));
  if (!reply.ok) throw new Refusal(reply.status, body);
  return body;
}
