/* The program that runs in ring 3, a link of its own, as bytes in the kernel's image. */
    .section .program, "a"
    .incbin PROGRAM_FILE
