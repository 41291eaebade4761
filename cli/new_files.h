/* The files of cli/new/, put into the program when it is built: the pack that `maek new` writes. {{pack}} stands for its
 * name.
 */
#ifndef MAEK_CLI_NEW_FILES_H
#define MAEK_CLI_NEW_FILES_H

extern const char maek_new_pack_yaml[], maek_new_names_yaml[], maek_new_rules_yaml[];

#endif
