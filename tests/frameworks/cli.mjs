// The program, for what makes a file that Node runs.
import { answer } from './program.mjs';

answer(process.argv[2]).then((result) => process.stdout.write(JSON.stringify(result)));
