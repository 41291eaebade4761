/* Settings: what options are that the command line does not name. A variable of the environment says so (MAEK_THEME for
 * --theme; lists between colons), else the nearest .maek.yaml of this folder and those above it, in the map of the command's
 * name or beside these maps:
 *
 *     rules: [rules/korean-ai]     # for every command that has --rules
 *     run: { theme: dark }         # for maek run alone
 *
 * Paths in the file count from its folder. A file of another user (but root) is passed over.
 */
#ifndef MAEK_CLI_SETTINGS_H
#define MAEK_CLI_SETTINGS_H

#include "cli/command.h"

/* Adds to what the command line gave; `options->given` notes where each value comes from. False after messages when the
 * file or a variable is wrong. */
bool maek_settings_apply(struct maek_options *options, const struct maek_command *command);

#endif
