// The sandbox for Node, by import: what require gives too.
import shared from './sandbox.import.cjs';

export const { Sandbox } = shared.implementation;
