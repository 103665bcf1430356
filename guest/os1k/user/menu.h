/* The menu of 1K OS. */
#ifndef USER_MENU_H
#define USER_MENU_H

#include "programs/program.h"

/** Shows the menu and runs what is chosen, with `request`, until q or Ctrl-D. */
void menu_run(const struct request *request);

#endif
