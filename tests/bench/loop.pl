# Every pattern over every line with Perl; as pcre2_loop.c.
use v5.36;
use utf8;
use open qw(:std :encoding(UTF-8));
use Time::HiRes qw(time);
my ($patterns, $text) = @ARGV;
my $begun = time;
open my $file, '<', $patterns or die "$patterns: $!";
my @rules = map { chomp; qr/$_/ } <$file>;
my $ready = time;
my $found = 0;
open $file, '<', $text or die "$text: $!";
while (my $line = <$file>) {
	for my $rule (@rules) {
		$found++ while $line =~ /$rule/g;
	}
}
printf "%f %f %d\n", $ready - $begun, time - $ready, $found;
