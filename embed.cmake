# Turns text files into C arrays, `PREFIX` and the file's name with _ for what is no letter:
# cmake -DOUTPUT=FILE.c -DHEADER=declares/them.h -DPREFIX=maek_page_ -DINPUTS=a;b -P embed.cmake
set(source "#include \"${HEADER}\"\n")
foreach(input ${INPUTS})
  get_filename_component(name ${input} NAME)
  string(REGEX REPLACE "[^a-z]" "_" name ${name})
  file(READ ${input} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND source "const char ${PREFIX}${name}[] = {${bytes}0};\n")
endforeach()
file(WRITE ${OUTPUT} "${source}")
