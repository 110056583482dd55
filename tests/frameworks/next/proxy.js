import { answer } from '../program.mjs';

export const config = { matcher: '/proxy' };
export const proxy = async (request) => Response.json(await answer(request.url));
