/*
 * Where the program begins: its header (kernel/process.c), and the call of program_main. The kernel hands
 * over ax = how often the program was stopped by a fault before, bx = the command line.
 */
    .section .header, "a"
    .long start, program_data, program_end

    .text
    .globl start
start:
#ifdef __x86_64__
    mov %eax, %edi
    mov %rbx, %rsi
    call program_main
    mov %eax, %edi
#else
    sub $8, %esp                    /* the ABI wants 16-byte alignment at calls */
    push %ebx
    push %eax
    call program_main
    mov %eax, (%esp)
#endif
    call os_power_off
