-- kept for the texts that lie sealed
update meta set value = value where name = 'none';
