import { answer } from '../../../program.mjs';

export const GET = async ({ url }) => Response.json(await answer(url));
