# Speed over QEMU TCG with one instruction per block, by kind of work. Laid out by overview.awk;
# draw.sh sets `layout`, `style`, `format` and `output`.
name = layout.'/overview'
load name.'.vars'
load style
load style[1:strlen(style)-strlen('style.gp')].'bars.gp'
