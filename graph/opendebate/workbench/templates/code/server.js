// Asking the local server, and what it refuses.

/** A request that the server refused: its message, and what came with it. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {{message?: string, on_disk?: Record<string, string>, meant?: Record<string, string>}} answer
   */
  constructor(status, answer) {
    super(answer.message || `The server answered with the error ${status}.`);
    this.status = status;
    this.onDisk = answer.on_disk || {};
    this.meant = answer.meant || {};
  }
}

export const ENDED = "The server has ended. All that you saved is in the files. Start the command again, and open the new address.";

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(0, { message: ENDED });
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

/** @param {string} path */
export function get(path) {
  return request(path);
}

/**
 * @param {string} path
 * @param {unknown} data
 */
export function post(path, data) {
  return request(path, { method: "POST", body: JSON.stringify(data), headers: { "Content-Type": "application/json" } });
}

/**
 * Keep the server running while the page is open.
 *
 * @param {() => void} ended called when it has ended
 */
export function stayAlive(ended) {
  const signs = new EventSource("alive");
  let failed = 0;
  signs.onopen = () => (failed = 0);
  signs.onerror = () => {
    failed += 1;
    if (failed < 2 && signs.readyState !== EventSource.CLOSED) return;
    signs.close();
    ended();
  };
}
