import { answer } from '../../program.mjs';

// What both majors give a handler: the second the request as Node has it, the third as the web does.
export default async ({ path, url = path }) => JSON.stringify(await answer(url));
