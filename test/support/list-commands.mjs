// Prints every command of the service's command line, with its arguments and the options that it cannot do without.
import 'reflect-metadata';

const { commands } = await import(new URL('../../dist/src/app/cli/commands.js', import.meta.url).href);
const none = () => Promise.reject(new Error('nothing is run here'));

/**
 * @param {import('commander').Command} command
 * @param {readonly string[]} above
 * @returns {{ words: string[], args: string[], options: { flag: string, takesValue: boolean }[] }[]}
 */
const leaves = (command, above) => {
  const words = [...above, command.name()];
  if (command.commands.length > 0) return command.commands.flatMap((one) => leaves(one, words));
  const args = command.registeredArguments.filter(({ required }) => required).map((one) => one.name());
  const options = command.options.map(({ long, required, optional }) => ({ flag: String(long), takesValue: required || optional }));
  return [{ words, args, options }];
};
process.stdout.write(JSON.stringify(commands(none, none).commands.flatMap((/** @type {any} */ one) => leaves(one, []))));
