#include "menu.h"

#include "console.h"
#include "os1k.h"

static void show(void)
{
    print("=== 1K OS on x86 KVM ===\n\nSelect program to run:\n");
    for (size_t i = 0; i < program_count; i++)
        if (programs[i].key != 0)
            print("  %c. %s\n", programs[i].key, programs[i].title);
    print("\n");
}

/* Enter means nothing here: who ends a choice with it need not be told off. */
static int choose(void)
{
    int key;
    print("Choice: ");
    do {
        key = os_getchar();
    } while (key == '\n');
    if (key > ' ' && key < KEY_DELETE)
        print("%c", key);
    print("\n");
    return key;
}

void menu_run(const struct request *request)
{
    show();
    for (;;) {
        int key = choose();
        char name = (char)key;
        if (key == 'q' || key == KEY_END)
            return;
        const struct program *program = program_find(&name, 1);
        if (program == NULL) {
            print("That is not a choice: 1 to 4 run a program, q powers off.\n");
            continue;
        }
        program->run(request);
        print("\n");
        show();
    }
}
