/** `ashlar completion`: a script that teaches a shell the commands and options, made from the commands themselves. @module */
import { Argument, type Command } from 'commander';
import type { World } from '../world.ts';

export function completionCommand(root: Command, world: World): void {
  root
    .command('completion')
    .description('a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  $ ashlar completion bash > ~/.local/share/bash-completion/completions/ashlar
  $ ashlar completion fish > ~/.config/fish/completions/ashlar.fish`,
    )
    .action((shell: string) => {
      const words = wordsOf(root, []);
      world.out(shell === 'fish' ? fishScript(words) : bashScript(words, shell === 'zsh'));
    });
}

/** What may follow each chain of commands: `contract` may be followed by `build`, `deploy`, … */
type Words = readonly Readonly<{ path: readonly string[]; next: readonly string[] }>[];

function wordsOf(command: Command, path: readonly string[]): Words {
  const options = command.options.flatMap((option) => option.long ?? []);
  const next = [...command.commands.map((child) => child.name()), ...options, '--help'];
  const below = command.commands.flatMap((child) => wordsOf(child, [...path, child.name()]));
  return [{ path, next }, ...below];
}

function bashScript(words: Words, isZsh: boolean): string {
  const cases = words.map(({ path, next }) => `    '${path.join(' ')}') words='${next.join(' ')}' ;;`);
  return `${isZsh ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_ashlar() {
  local path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _ashlar ashlar
`;
}

function fishScript(words: Words): string {
  const lines = words.flatMap(({ path, next }) =>
    next.map((word) => {
      const [parent] = path.slice(-1);
      const when = parent === undefined ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${parent}`;
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
      return `complete -c ashlar -n '${when}' ${what}`;
    }),
  );
  return `${lines.join('\n')}\n`;
}
