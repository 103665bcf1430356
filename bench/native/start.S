/*
 * Where the native engine begins, and how it calls Linux: the whole of what is not C in it.
 *
 * `linux_call(number, a, b, c, d, e, f)` is a Linux system call (syscall(2): the table of
 * registers of each architecture). Both architectures give back -errno on failure.
 */
        .section .note.GNU-stack, "", @progbits /* no executable stack */
        .text
        .globl _start, linux_call

#ifdef __x86_64__

/* At the start the stack holds argc, then argv (System V ABI, "Initial Stack and Register
 * State"). */
_start: xor     %ebp, %ebp
        mov     (%rsp), %edi            /* argc */
        lea     8(%rsp), %rsi           /* argv */
        and     $-16, %rsp
        call    native_main
        mov     %eax, %edi
        mov     $231, %eax              /* exit_group */
        syscall
        hlt

linux_call:
        mov     %rdi, %rax              /* number */
        mov     %rsi, %rdi
        mov     %rdx, %rsi
        mov     %rcx, %rdx
        mov     %r8, %r10
        mov     %r9, %r8
        mov     8(%rsp), %r9
        syscall                         /* destroys %rcx and %r11 */
        ret

#else

/* At the start the stack holds argc, then argv (System V ABI for i386, 2.3.1). */
_start: xor     %ebp, %ebp
        mov     (%esp), %eax            /* argc */
        lea     4(%esp), %edx           /* argv */
        and     $-16, %esp
        sub     $8, %esp                /* with two arguments, %esp is aligned at the call */
        push    %edx
        push    %eax
        call    native_main
        mov     %eax, %ebx
        mov     $252, %eax              /* exit_group */
        int     $0x80
        hlt

linux_call:
        push    %ebx
        push    %esi
        push    %edi
        push    %ebp
        mov     20(%esp), %eax          /* number */
        mov     24(%esp), %ebx
        mov     28(%esp), %ecx
        mov     32(%esp), %edx
        mov     36(%esp), %esi
        mov     40(%esp), %edi
        mov     44(%esp), %ebp
        int     $0x80
        pop     %ebp
        pop     %edi
        pop     %esi
        pop     %ebx
        ret

#endif
