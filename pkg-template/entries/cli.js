#!/usr/bin/env node
// The package's command: `npx twilio_verify`.
import { main } from '../sandbox/command.js';

main(process.argv.slice(2));
