import { answer } from '../../../program.mjs';

export const runtime = 'edge';
export const GET = async (request) => Response.json(await answer(request.url));
