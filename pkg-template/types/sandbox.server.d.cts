// Types of twilio_verify/sandbox/server: what `sandbox.listen()` does, for Node, Deno and Bun.
import type { Sandbox, SandboxListenOptions, SandboxServer } from './sandbox.cjs';

/**
 * Listens on HTTP for a sandbox.
 *
 * @throws {TypeError} where there is no such port or host, or the port is taken.
 */
export function listen(sandbox: Sandbox, options?: SandboxListenOptions): Promise<SandboxServer>;
