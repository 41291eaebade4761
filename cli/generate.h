/* What is made from the table of commands: completions for shells, man pages. One file each.
 */
#ifndef MAEK_CLI_GENERATE_H
#define MAEK_CLI_GENERATE_H

#include "cli/command.h"

void maek_generate_bash(FILE *out);
void maek_generate_zsh(FILE *out);
void maek_generate_fish(FILE *out);

/* The page of a command as scdoc source; NULL: of the program. */
void maek_generate_man(const struct maek_command *command, FILE *out);

/* What an argument is, as its name in the help says. */
enum maek_completes { MAEK_COMPLETES_NOTHING, MAEK_COMPLETES_FILES, MAEK_COMPLETES_FOLDERS, MAEK_COMPLETES_COMMANDS };
enum maek_completes maek_completes(const char *argument);

/* Writes `text` with a backslash before each of the characters in `special`. */
void maek_generate_escaped(const char *text, const char *special, FILE *out);

#endif
